# The correlations of the 24 items whose PLS results Monecke & Leisch (2012, J Stat Softw 48(3)) print:
#   Rscript published.R mobi.rda > published.json
# mobi.rda: data set of the CRAN package semPLS (the mobile phone survey of Tenenhaus et al. 2005). It is not kept here;
# its correlations are figures from which everything that the article prints follows.
suppressMessages(library(jsonlite))
load(commandArgs(TRUE)[1])
r <- round(cor(mobi), 10)
cat(toJSON(list(items = colnames(mobi), n = nrow(mobi), upper = r[upper.tri(r)]), digits = 10, auto_unbox = TRUE))
