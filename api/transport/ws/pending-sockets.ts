/** Bounds the sockets that are not yet acknowledged, so that one client cannot use up the connections of all. */
export type PendingSockets = {
  /** Returns a function to call when it is acknowledged or closed, or at both; null when there are too many. */
  add(ip: string): (() => void) | null
}

/** At most `perAddress` of one address, and ten times as many of all addresses. */
export function createPendingSockets(perAddress: number): PendingSockets {
  const counts = new Map<string, number>()
  let all = 0
  return {
    add: (ip) => {
      const count = counts.get(ip) ?? 0
      if (count >= perAddress || all >= perAddress * 10) return null
      counts.set(ip, count + 1)
      all++
      let isPending = true
      return () => {
        if (!isPending) return
        isPending = false
        all--
        const left = (counts.get(ip) ?? 1) - 1
        if (left > 0) counts.set(ip, left)
        else counts.delete(ip)
      }
    },
  }
}
