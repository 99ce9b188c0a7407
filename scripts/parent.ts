/**
 * Calls `lost` once when the process that runs this one for somebody is gone: scripts/run.js, or npm or pnpm, which tell
 * nobody when they are killed by SIGKILL or SIGHUP. Nothing happens where neither started it: a daemon may outlive the
 * shell that it was started from. Returns a function that ends the watch, which keeps no process alive.
 */
export function whenParentIsLost(lost: () => void): () => void {
  // The channel to scripts/run.js closes with it, however it ends.
  if (process.channel) {
    process.once('disconnect', lost)
    process.channel.unref()
    return () => process.off('disconnect', lost)
  }
  if (!process.env.npm_lifecycle_event) return () => {}
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    lost()
  }, 500).unref()
  return () => clearInterval(watch)
}
