# What R says of the data sets of item_data.py: psych 2.2.9, factanal, lavaan 0.6-14, GPArotation 2022.10-2 (R 4.2).
#   python -m tests.scoring.analysis.item_data FOLDER; Rscript items.R FOLDER > items.json
suppressMessages({library(psych); library(lavaan); library(GPArotation); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
scales <- c(holzinger = 3, two = 2, likert = 3, units = 1, gaps = 3, reversed = 2, small = 2, three = 1, many = 5,
            "yes or no" = 1)
quiet <- function(x) suppressMessages(suppressWarnings(x))
out <- list()
for (name in names(scales)) {
  x <- as.matrix(read.csv(file.path(folder, paste0(name, ".csv")), na.strings = "nan"))
  count <- scales[[name]]
  p <- ncol(x)
  full <- na.omit(x)
  n <- nrow(full)
  R <- cor(full)
  parts <- split(1:p, rep(1:count, each = p / count))
  o <- list()
  first <- x[, parts[[1]]]
  a <- quiet(alpha(na.omit(first), warnings = FALSE))
  pairs <- quiet(alpha(first, warnings = FALSE))
  ci <- alpha.ci(a$total$raw_alpha, nrow(na.omit(first)), ncol(first))
  o$alpha <- c(a$total$raw_alpha, ci$lower.ci, ci$upper.ci, a$total$std.alpha, a$total$average_r)
  o$pairwise <- c(pairs$total$raw_alpha, pairs$total$std.alpha, KMO(x)$MSA)
  o$item_rest <- a$item.stats$r.drop
  o$dropped <- a$alpha.drop$raw_alpha
  # The units differ too much for lavaan's steps; standardised answers have the same standardised solution.
  model <- paste("f =~", paste(colnames(first), collapse = " + "))
  unit <- if (name == "units") scale(na.omit(first)) else na.omit(first)
  fit <- quiet(cfa(model, data.frame(unit), std.lv = TRUE))
  est <- inspect(fit, "est")
  std <- inspect(fit, "std")$lambda[, 1] * sign(sum(inspect(fit, "std")$lambda))
  o$one_factor <- c(sum(est$lambda)^2 / (sum(est$lambda)^2 + sum(est$theta)),
                    sum(std)^2 / (sum(std)^2 + sum(1 - std^2)), mean(std^2))
  o$loadings <- unname(std)
  if (fitMeasures(fit, "df") > 0)
    o$fit <- unname(c(fitMeasures(fit, c("chisq", "df", "pvalue", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper"))))
  if (name %in% c("likert", "many", "yes or no")) {
    ordered <- unclass(lavCor(data.frame(first), ordered = colnames(first)))
    loadings <- fa(ordered, 1, n.obs = n, fm = "minres")$loadings[, 1]
    o$ordinal <- c(quiet(alpha(ordered))$total$std.alpha, sum(loadings)^2 / (sum(loadings)^2 + sum(1 - loadings^2)))
  }
  k <- KMO(R)
  b <- cortest.bartlett(R, n = n)
  o$kmo <- c(k$MSA, unname(k$MSAi))
  o$bartlett <- c(b$chisq, b$df, b$p.value)
  d <- describe(x, type = 2)
  o$shape <- rbind(d$mean, d$sd, d$skew, d$kurtosis)
  # HTMT and HTMT2 in plain R (Henseler et al. 2015; Roemer et al. 2021).
  if (count > 1) {
    geometric <- function(v) exp(mean(log(v)))
    ratio <- function(mean_of) outer(1:count, 1:count, Vectorize(function(i, j) {
      if (i == j) return(NA)
      within <- sapply(parts[c(i, j)], function(own) { r <- abs(R[own, own]); mean_of(r[lower.tri(r)]) })
      mean_of(abs(R[parts[[i]], parts[[j]]])) / sqrt(prod(within))
    }))
    o$htmt <- ratio(mean)
    o$htmt2 <- ratio(geometric)
    o$scales <- cor(sapply(parts, function(own) rowSums(full[, own])))
  }
  for (method in c("minres", "ml")) {
    if (method == "minres") {
      f <- quiet(fa(R, count, n.obs = n, rotate = "none", fm = method))
    } else {
      # psych and factanal begin once; the answers of "small" have two minima.
      f <- factanal(covmat = R, n.obs = n, factors = count, rotation = "none", control = list(nstart = 20))
      f$communality <- 1 - f$uniquenesses
    }
    residual <- R - f$loadings %*% t(f$loadings)
    e <- list(communality = unname(f$communality), rms = sqrt(mean(residual[lower.tri(residual)]^2)))
    if (method == "ml" && f$dof > 0) e$test <- unname(c(f$STATISTIC, f$dof, f$PVAL))
    if (count > 1) {
      unrotated <- unclass(f$loadings)
      plain <- quiet(oblimin(unrotated, eps = 1e-7, maxit = 3000))
      e$oblimin <- unname(unclass(plain$loadings))
      e$phi <- unname(plain$Phi)
      e$oblimin_kaiser <- unname(unclass(quiet(oblimin(unrotated, normalize = TRUE, eps = 1e-7, maxit = 3000))$loadings))
      e$varimax <- unname(unclass(varimax(unrotated, eps = 1e-12)$loadings))
    }
    o[[method]] <- e
  }
  one <- quiet(fa(R, 1, n.obs = n, rotate = "none", fm = "minres"))
  o$reduced <- unname(one$values)
  out[[name]] <- o
}
cat(toJSON(out, digits = I(10), auto_unbox = TRUE, na = "null"))
