# Makes more_cases.json and csv/x*.csv with R's survey package: the kinds of design that cases.json has once or not at all.
# Run in this folder: Rscript more_cases.R   (R 4.2.2, survey 4.1-1, jsonlite)
suppressMessages({library(survey); library(jsonlite)})
U <- paste0("U", 1:9)
read <- function(name) read.csv(file.path("csv", name), stringsAsFactors = FALSE)
keep <- function(d, name) { write.csv(d, file.path("csv", name), row.names = FALSE, na = ""); name }

# parts: what each item's mean is multiplied by (25/J by default)
augmented <- function(d, items) {
  for (u in items) { d[[paste0("y.", u)]] <- ifelse(is.na(d[[u]]), 0, d[[u]]); d[[paste0("d.", u)]] <- 1 * !is.na(d[[u]]) }
  d
}
contrast <- function(des, items, parts) {
  f <- as.formula(paste("~", paste(c(paste0("y.", items), paste0("d.", items)), collapse = "+")))
  tot <- svytotal(f, des)
  e <- parse(text = paste(sprintf("%.17g*y.%s/d.%s", parts, items, items), collapse = "+"))[[1]]
  svycontrast(tot, list(v = e))
}
answer <- function(des, items = U, parts = rep(25 / length(items), length(items)), df = degf(des)) {
  s <- contrast(des, items, parts)
  v <- as.numeric(coef(s)); se <- as.numeric(SE(s)); t <- qt(0.975, df)
  lo <- 25 * sum(parts) / 25; hi <- 4 * lo; p <- (v - lo) / (hi - lo); g <- qlogis(p); sg <- se / ((hi - lo) * p * (1 - p))
  list(estimate = v, se = se, df = df, n = sum(weights(des) > 0), ci_low = v - t * se, ci_high = v + t * se,
       ci_logit_low = lo + (hi - lo) * plogis(g - t * sg), ci_logit_high = lo + (hi - lo) * plogis(g + t * sg))
}
by <- function(des, key) { g <- sort(unique(des$variables[[key]])); setNames(lapply(g, function(k) answer(des[des$variables[[key]] == k, ])), g) }
gap <- function(des, key, a, b) {
  v <- des$variables
  for (u in U) for (k in c("y.", "d.")) { v[[paste0(k, "a.", u)]] <- v[[paste0(k, u)]] * (v[[key]] == a); v[[paste0(k, "b.", u)]] <- v[[paste0(k, u)]] * (v[[key]] == b) }
  des$variables <- v
  s <- contrast(des, c(paste0("a.", U), paste0("b.", U)), rep(c(25, -25) / 9, each = 9))
  e <- as.numeric(coef(s)); se <- as.numeric(SE(s)); df <- degf(des); t <- qt(0.975, df)
  list(estimate = e, se = se, df = df, ci_low = e - t * se, ci_high = e + t * se)
}
item_means <- function(des) setNames(lapply(U, function(u) { r <- svyratio(as.formula(paste0("~y.", u)), as.formula(paste0("~d.", u)), des); list(estimate = as.numeric(coef(r)), se = as.numeric(SE(r))) }), U)

cases <- list()
add <- function(name, csv, design, statistic, expected, call) cases[[length(cases) + 1]] <<- list(name = name, csv = csv, design = design, statistic = statistic, expected = expected, r_call = call)
options(survey.lonely.psu = "adjust")

# --- clusters and two stages
d7 <- augmented(read("d07_strat_twostage.csv"), U); D7 <- "d07_strat_twostage.csv"
two <- svydesign(id = ~desa + id, strata = ~kecamatan, weights = ~w, fpc = ~M_h + N_i, data = d7)
words2 <- list(weights = "w", strata = "kecamatan", cluster = "desa", cluster_population = "M_h", population = "N_i")
add("m01_twostage_by_jk", D7, words2, "by:jk", by(two, "jk"), "svydesign(id=~desa+id,strata=~kecamatan,weights=~w,fpc=~M_h+N_i); subset")
add("m02_twostage_by_kecamatan", D7, words2, "by:kecamatan", by(two, "kecamatan"), "as m01")
add("m03_twostage_gap", D7, words2, "difference:jk:P:L", gap(two, "jk", "P", "L"), "as m01; svycontrast")
add("m04_twostage_items", D7, words2, "items", item_means(two), "as m01; svyratio")
free <- svydesign(id = ~desa + id, strata = ~kecamatan, fpc = ~M_h + N_i, data = d7)
add("m05_twostage_weights_from_fpc", D7, words2[-1], "ikm", answer(free), "no weights: from fpc")
one <- svydesign(id = ~desa, strata = ~kecamatan, fpc = ~M_h, data = d7)
add("m06_onestage_weights_from_fpc", D7, words2[c("strata", "cluster", "cluster_population")], "ikm", answer(one), "svydesign(id=~desa,strata=~kecamatan,fpc=~M_h)")
bare <- svydesign(id = ~desa, strata = ~kecamatan, weights = ~w, data = d7)
add("m07_onestage_nofpc", D7, words2[c("weights", "strata", "cluster")], "ikm", answer(bare), "svydesign(id=~desa,strata=~kecamatan,weights=~w)")
d7s <- d7[!(duplicated(d7$desa) & d7$desa %% 3 == 0), ]
d7s$N_i[d7s$desa == d7s$desa[1]] <- sum(d7s$desa == d7s$desa[1]); d7s$M_h[d7s$kecamatan == "K1"] <- length(unique(d7s$desa[d7s$kecamatan == "K1"]))
X <- keep(d7s[, setdiff(names(d7s), grep("^[yd]\\.", names(d7s), value = TRUE))], "x01_twostage_thin.csv")
thin <- svydesign(id = ~desa + id, strata = ~kecamatan, weights = ~w, fpc = ~M_h + N_i, data = d7s)
add("m08_twostage_lonely_second_stage", X, words2, "ikm", answer(thin), "lonely second-stage units, one stratum and one village asked whole")
add("m09_twostage_lonely_by_jk", X, words2, "by:jk", by(thin, "jk"), "as m08; subset")
d7n <- d7; d7n$desa <- ave(d7n$desa, d7n$kecamatan, FUN = function(x) as.integer(factor(x)))
XN <- keep(d7n[, setdiff(names(d7n), grep("^[yd]\\.", names(d7n), value = TRUE))], "x02_twostage_nested_ids.csv")
nested <- svydesign(id = ~desa + id, strata = ~kecamatan, weights = ~w, fpc = ~M_h + N_i, data = d7n, nest = TRUE)
add("m10_nested_ids", XN, words2, "ikm", answer(nested), "nest=TRUE: cluster ids start anew in each stratum")
d6 <- augmented(read("d06_cluster.csv"), U)
cl <- svydesign(id = ~desa, weights = ~w, fpc = ~M, data = d6); words6 <- list(weights = "w", cluster = "desa", cluster_population = "M")
add("m11_cluster_by_jk", "d06_cluster.csv", words6, "by:jk", by(cl, "jk"), "svydesign(id=~desa,weights=~w,fpc=~M); subset")
add("m12_cluster_gap", "d06_cluster.csv", words6, "difference:pendidikan:SD:SMA", gap(cl, "pendidikan", "SD", "SMA"), "as m11; two of several groups")

# --- lonely strata
d5 <- augmented(read("d05_strat_lonely.csv"), U); words5 <- list(weights = "w", strata = "layanan", population = "N_h")
lonely <- svydesign(id = ~1, strata = ~layanan, weights = ~w, fpc = ~N_h, data = d5)
add("m13_lonely_by_jk", "d05_strat_lonely.csv", words5, "by:jk", by(lonely, "jk"), "options(survey.lonely.psu='adjust'); subset")
add("m14_lonely_items", "d05_strat_lonely.csv", words5, "items", item_means(lonely), "as m13; svyratio")

# --- calibration
d10 <- augmented(read("d10_rake_n500_miss.csv"), U); srs <- svydesign(id = ~1, fpc = ~N, data = d10)
jk <- data.frame(jk = c("L", "P"), Freq = c(4400, 4600)); pend <- data.frame(pend3 = c("dasar", "menengah", "tinggi"), Freq = c(3500, 3600, 1900))
margins <- list(jk = list(L = 4400, P = 4600), pend3 = list(dasar = 3500, menengah = 3600, tinggi = 1900))
tight <- list(maxit = 200, epsilon = 1e-12)
raked <- rake(srs, list(~jk, ~pend3), list(jk, pend), control = tight); wordsr <- list(population = "N", margins = margins)
add("m15_raked", "d10_rake_n500_miss.csv", wordsr, "ikm", answer(raked), "rake(des, list(~jk,~pend3), ..., control=list(maxit=200,epsilon=1e-12))")
add("m16_raked_by_pendidikan", "d10_rake_n500_miss.csv", wordsr, "by:pendidikan", by(raked, "pendidikan"), "as m15; subset")
add("m17_raked_gap", "d10_rake_n500_miss.csv", wordsr, "difference:jk:P:L", gap(raked, "jk", "P", "L"), "as m15")
loose <- suppressWarnings(rake(srs, list(~jk, ~pend3), list(jk, pend)))
cat("default rake beside the tight one:", answer(loose)$estimate, answer(raked)$estimate, answer(loose)$se, answer(raked)$se, "\n")
cells <- data.frame(jk = c("L", "P", "L", "P", "L", "P"), pend3 = rep(c("dasar", "menengah", "tinggi"), each = 2), Freq = c(1700, 1900, 1750, 1750, 900, 1000))
post <- postStratify(srs, ~jk + pend3, cells)
words_post <- function(words, keys, table) c(words, list(post_strata = list(keys = keys, rows = table)))
add("m18_post_by_pendidikan", "d10_rake_n500_miss.csv", words_post(list(population = "N"), c("jk", "pend3"), cells), "by:pendidikan", by(post, "pendidikan"), "postStratify(des,~jk+pend3,cells); subset")
add("m19_post_gap", "d10_rake_n500_miss.csv", words_post(list(population = "N"), c("jk", "pend3"), cells), "difference:jk:P:L", gap(post, "jk", "P", "L"), "as m18")
add("m20_post_items", "d10_rake_n500_miss.csv", words_post(list(population = "N"), c("jk", "pend3"), cells), "items", item_means(post), "as m18; svyratio")
d4 <- augmented(read("d04_strat_n300_miss.csv"), U); words4 <- list(weights = "w", strata = "layanan", population = "N_h")
st <- svydesign(id = ~1, strata = ~layanan, weights = ~w, fpc = ~N_h, data = d4); jk4 <- data.frame(jk = c("L", "P"), Freq = c(2400, 2600))
post4 <- postStratify(st, ~jk, jk4)
add("m21_stratified_post", "d04_strat_n300_miss.csv", words_post(words4, "jk", jk4), "ikm", answer(post4), "stratified, unequal weights, postStratify(~jk): the cell mean is weighted by the weights before")
add("m22_stratified_post_by_layanan", "d04_strat_n300_miss.csv", words_post(words4, "jk", jk4), "by:layanan", by(post4, "layanan"), "as m21; subset")
lay4 <- data.frame(layanan = c("AKTA", "IZIN", "KK", "KTP", "SKCK"), Freq = c(2900, 300, 500, 1200, 100))
raked4 <- rake(st, list(~jk, ~layanan), list(jk4, lay4), control = tight)
add("m23_stratified_raked", "d04_strat_n300_miss.csv", c(words4, list(margins = list(jk = list(L = 2400, P = 2600), layanan = as.list(setNames(lay4$Freq, lay4$layanan))))), "ikm", answer(raked4), "stratified, unequal weights, rake")
postc <- postStratify(cl, ~jk, data.frame(jk = c("L", "P"), Freq = c(700, 680)))
add("m24_cluster_post", "d06_cluster.csv", words_post(words6, "jk", data.frame(jk = c("L", "P"), Freq = c(700, 680))), "ikm", answer(postc), "clusters, postStratify(~jk)")
post2 <- postStratify(two, ~jk, data.frame(jk = c("L", "P"), Freq = c(4300, 4400)))
add("m25_twostage_post", D7, words_post(words2, "jk", data.frame(jk = c("L", "P"), Freq = c(4300, 4400))), "ikm", answer(post2), "two stages, postStratify(~jk)")

# --- zero weights, blank respondents
z <- read("d04_strat_n300_miss.csv"); z$w[seq(1, 300, 7)] <- 0; z$w[z$layanan == "SKCK"] <- 0
XZ <- keep(z, "x03_zero_weights.csv"); zd <- augmented(z, U); zero <- svydesign(id = ~1, strata = ~layanan, weights = ~w, fpc = ~N_h, data = zd)
add("m26_zero_weights", XZ, words4, "ikm", answer(zero), "weights of 0: n and df without them, n_h with them")
add("m27_zero_weights_by_jk", XZ, words4, "by:jk", by(zero, "jk"), "as m26; subset")
b <- read("d04_strat_n300_miss.csv"); b[seq(3, 300, 11), U] <- NA
XB <- keep(b, "x04_blank_respondents.csv"); bd <- augmented(b, U); blank <- svydesign(id = ~1, strata = ~layanan, weights = ~w, fpc = ~N_h, data = bd)
add("m28_blank_respondents", XB, words4, "ikm", answer(blank), "rows without any answer stay sampled units")

# --- other numbers of unsur, weights, questions
d2 <- read("d02_srs_n100.csv"); for (k in 10:14) d2[[paste0("U", k)]] <- pmin(4, pmax(1, d2[[paste0("U", k - 9)]] + (seq_len(100) %% 5 == k %% 5)))
X14 <- keep(d2, "x05_fourteen_unsur.csv"); U14 <- paste0("U", 1:14); d14 <- augmented(d2, U14); s14 <- svydesign(id = ~1, fpc = ~N, data = d14)
add("m30_fourteen", X14, list(population = "N", unsur = U14), "ikm", answer(s14, U14), "14 unsur")
add("m31_fourteen_0.071", X14, list(population = "N", unsur = U14, weight = 0.071), "ikm", answer(s14, U14, rep(25 * 0.071, 14)), "14 unsur, weight 0.071")
add("m32_eight", "d03_srs_n375_miss.csv", list(population = "N", unsur = U[1:8]), "ikm", answer(svydesign(id = ~1, fpc = ~N, data = augmented(read("d03_srs_n375_miss.csv"), U)), U[1:8]), "8 unsur")
d3 <- augmented(read("d03_srs_n375_miss.csv"), U); s3 <- svydesign(id = ~1, fpc = ~N, data = d3)
several <- list(A = c("U1", "U2"), B = "U3", C = c("U4", "U5", "U6"), D = c("U7", "U8", "U9"))
add("m33_several_questions", "d03_srs_n375_miss.csv", list(population = "N", unsur = several), "ikm", answer(s3, U, 25 / 4 * c(.5, .5, 1, rep(1 / 3, 6))), "an unsur's mean is the mean of its questions' means")
add("m34_weight_0.111", "d04_strat_n300_miss.csv", c(words4, list(weight = 0.111)), "ikm", answer(st, U, rep(25 * 0.111, 9)), "weight 0.111")
# --- together: known counts and groups asked whole, joined strata of villages, villages that stand for nobody
w4 <- read("d04_strat_n300_miss.csv"); w4$N_h[w4$layanan == "SKCK"] <- 20; w4$w[w4$layanan == "SKCK"] <- 1
XW <- keep(w4, "x06_one_layanan_asked_whole.csv"); jkw <- data.frame(jk = c("L", "P"), Freq = c(2300, 2630))
whole <- postStratify(svydesign(id = ~1, strata = ~layanan, weights = ~w, fpc = ~N_h, data = augmented(w4, U)), ~jk, jkw)
add("m35_post_and_a_layanan_asked_whole", XW, words_post(words4, "jk", jkw), "by:layanan", by(whole, "layanan"), "SKCK 20 of 20, yet known counts tie it to the others; subset")
add("m36_twostage_post_by_pendidikan", D7, words_post(words2, "jk", data.frame(jk = c("L", "P"), Freq = c(4300, 4400))), "by:pendidikan", by(post2, "pendidikan"), "as m25; subset")
d7j <- d7; joins <- d7j$kecamatan %in% c("K2", "K3"); n_i <- ave(d7j$desa, d7j$desa, FUN = length)
d7j$kecamatan[joins] <- "K2"; d7j$M_h[joins] <- 31; d7j$w[joins] <- (31 / 10 * d7j$N_i / n_i)[joins]
joined <- svydesign(id = ~desa + id, strata = ~kecamatan, weights = ~w, fpc = ~M_h + N_i, data = d7j)
add("m37_twostage_joined_strata", D7, c(words2, list(lonely = list(K3 = "K2"))), "ikm", answer(joined), "K3 joins K2: 10 of 31 villages, weights anew")
add("m38_twostage_joined_by_jk", D7, c(words2, list(lonely = list(K3 = "K2"))), "by:jk", by(joined, "jk"), "as m37; subset")
sex6 <- data.frame(jk = c("L", "P"), Freq = c(700, 680)); school6 <- as.data.frame(table(pendidikan = d6$pendidikan)); school6$Freq <- school6$Freq / sum(school6$Freq) * 1380
marg6 <- list(jk = list(L = 700, P = 680), pendidikan = as.list(setNames(school6$Freq, school6$pendidikan)))
rake6 <- rake(cl, list(~jk, ~pendidikan), list(sex6, school6), control = tight)
add("m39_cluster_raked_gap", "d06_cluster.csv", c(words6, list(margins = marg6)), "difference:jk:P:L", gap(rake6, "jk", "P", "L"), "villages, rake(~jk,~pendidikan)")
z6 <- read("d06_cluster.csv"); z6$w[z6$desa %in% unique(z6$desa)[c(2, 9)]] <- 0
XV <- keep(z6, "x07_villages_of_weight_zero.csv"); zero6 <- svydesign(id = ~desa, weights = ~w, fpc = ~M, data = augmented(z6, U))
add("m40_villages_of_weight_zero_by_jk", XV, words6, "by:jk", by(zero6, "jk"), "two villages stay in the draw and not in df; subset")
write(toJSON(cases, auto_unbox = TRUE, digits = I(15), pretty = 1), "more_cases.json")
