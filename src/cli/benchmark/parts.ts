/** What `dermalite bench` measures. */
export const PARTS = ['accuracy', 'memory', 'node', 'browser'] as const
export type Part = (typeof PARTS)[number]
