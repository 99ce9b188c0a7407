/** Whether the window is in sight and has the focus. */
export const isLooking = (): boolean => document.hasFocus() && !document.hidden

/** Calls back whenever that may have changed, until the returned function is called. */
export function watchLooking(onChange: () => void): () => void {
  addEventListener('focus', onChange)
  addEventListener('blur', onChange)
  document.addEventListener('visibilitychange', onChange)
  return () => {
    removeEventListener('focus', onChange)
    removeEventListener('blur', onChange)
    document.removeEventListener('visibilitychange', onChange)
  }
}
