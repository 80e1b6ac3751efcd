"""Helpers of the IKU workbook: inputs, method, pages, batch. See METHOD.md and CONTRIBUTING.md."""
