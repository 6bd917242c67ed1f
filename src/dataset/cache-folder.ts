/** Where data sets keep what can be made again: unpacked archives, outcomes of verification. */
export const DEFAULT_CACHE_FOLDER = 'data/cache'
