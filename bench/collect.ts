// Loaded before a contender, with --expose-gc: collects garbage when asked by a signal, so that memory can be compared.
process.on('SIGUSR2', () => {
  globalThis.gc?.()
  globalThis.gc?.()
})
