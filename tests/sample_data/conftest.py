"""The generator is run as a script (tests/test_params.py); its modules are no tests."""

collect_ignore_glob = ["*.py"]
