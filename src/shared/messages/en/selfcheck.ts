/** What each case of `selfcheck` is about, by its id. */
export const selfcheck = {
  'iris-inertia-2': 'Iris in 2: inertia',
  'iris-inertia-3': 'Iris in 3: inertia',
  'iris-inertia-4': 'Iris in 4: inertia',
  'iris-inertia-5': 'Iris in 5: inertia',
  'iris-silhouette-2': 'Iris in 2: silhouette',
  'iris-silhouette-3': 'Iris in 3: silhouette',
  'iris-silhouette-4': 'Iris in 4: silhouette',
  'iris-silhouette-5': 'Iris in 5: silhouette',
  'iris-rand': 'Iris in 3: adjusted Rand index with the species',
  'iris-calinski-harabasz': 'Iris by species: Calinski–Harabasz',
  'iris-davies-bouldin': 'Iris by species: Davies–Bouldin',
  'gap-rules': 'Number of clusters by firstSEmax and Tibs2001SEmax',
  'six-points': 'Six points in 2: inertia',
  'ml-kmeans': 'Iris in 3: share of labels equal to those of ml-kmeans',
  'iris-yeo-johnson': 'Iris, its four columns: λ of Yeo–Johnson',
  'huang-gamma': 'k-prototypes: weight of categories beside two columns',
  'iris-chance': 'Iris against a null with one mode: p over k = 2 … 5',
  'mall-inertia': 'Mall customers in 5: inertia',
  'mall-sizes': 'Mall customers in 5: sizes'
} as const
