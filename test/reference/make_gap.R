# Makes gap.json, the values that test/unit/engines/gap.test.ts and stability.test.ts hold the engines to.
#
#     Rscript test/reference/make_gap.R
#
# Debian packages: r-base-core, r-cran-cluster, r-cran-jsonlite; for the bootstraps r-cran-fpc.
suppressMessages({library(cluster); library(jsonlite); library(fpc)})
script <- sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))
folder <- dirname(normalizePath(script))
iris4 <- as.matrix(read.csv(file.path(folder, "iris.csv"))[, 1:4])
best <- function(x, k) list(cluster = kmeans(x, k, nstart = 20, iter.max = 100)$cluster)

gap_of <- function(x, k_max, references) {
  set.seed(1)
  # d.power = 2: the statistic of the paper.
  found <- clusGap(x, best, K.max = k_max, B = references, d.power = 2, spaceH0 = "scaledPCA", verbose = FALSE)$Tab
  list(references = references, logW = found[, "logW"], expectedLogW = found[, "E.logW"], gap = found[, "gap"], se = found[, "SE.sim"],
       firstSEmax = maxSE(found[, "gap"], found[, "SE.sim"], method = "firstSEmax"),
       tibs2001SEmax = maxSE(found[, "gap"], found[, "SE.sim"], method = "Tibs2001SEmax"))
}

# Made-up values, on which the two rules and their corners differ.
set.seed(7)
curves <- lapply(1:60, function(i) {
  k <- sample(2:9, 1)
  values <- round(cumsum(rnorm(k, 0.1, 0.3)), 2)
  errors <- round(runif(k, 0, 0.4), 2)
  list(gap = I(values), se = I(errors), firstSEmax = maxSE(values, errors, "firstSEmax"), tibs2001SEmax = maxSE(values, errors, "Tibs2001SEmax"))
})

bootstraps <- lapply(c(2, 3, 5), function(k) {
  set.seed(1)
  found <- clusterboot(iris4, B = 300, bootmethod = "boot", clustermethod = kmeansCBI, krange = k, runs = 20, seed = 1, count = FALSE)
  sizes <- as.integer(table(found$partition))
  order <- order(-sizes)
  list(k = k, sizes = sizes[order], jaccard = found$bootmean[order])
})

values <- list(
  madeWith = list(R = R.version.string, cluster = as.character(packageVersion("cluster")), fpc = as.character(packageVersion("fpc"))),
  iris = gap_of(iris4, 8, 500), curves = curves, bootstraps = bootstraps)
writeLines(toJSON(values, auto_unbox = TRUE, digits = NA, pretty = TRUE), file.path(folder, "gap.json"))
