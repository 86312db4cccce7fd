# Reliability of the factors of fitted models, from lavaan 0.6-14's own estimates: composite reliability and AVE of
# standardised loadings (Fornell & Larcker 1981), omega of raw ones with covariances of errors (Raykov 2001).
#   Rscript factor_reliability.R > factor_reliability.json
suppressMessages({library(lavaan); library(jsonlite)})
three <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
models <- list(three = three, tied = paste0(three, "\nx1 ~~ x2\nx7 ~~ x9"))
out <- list()
for (name in names(models)) {
  fit <- cfa(models[[name]], HolzingerSwineford1939)
  e <- parameterEstimates(fit, standardized = TRUE)
  for (factor in lavNames(fit, "lv")) {
    own <- e$op == "=~" & e$lhs == factor
    items <- e$rhs[own]
    sigma <- fitted(fit)$cov[items, items]
    std <- e$std.all[own]
    out[[name]][[factor]] <- list(
      composite = sum(std)^2 / (sum(std)^2 + sum(1 - std^2)),
      ave = mean(std^2),
      omega = sum(e$est[own])^2 * lavInspect(fit, "cov.lv")[factor, factor] / sum(sigma))
  }
}
cat(toJSON(out, digits = 10, auto_unbox = TRUE, pretty = TRUE), "\n")
