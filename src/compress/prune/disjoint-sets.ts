/** Sets of names that grow by joining (Tarjan, 1975); a name that was never joined is a set of its own. */
export function disjointSets() {
  const parents = new Map<string, string>()
  const rootOf = (name: string): string => {
    const parent = parents.get(name)
    if (parent === undefined) return name
    const root = rootOf(parent)
    parents.set(name, root)
    return root
  }
  return {
    rootOf,
    join(a: string, b: string): void {
      const [first, second] = [rootOf(a), rootOf(b)]
      if (first !== second) parents.set(second, first)
    },
  }
}
