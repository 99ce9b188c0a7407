import { isoDay } from './format.ts'
import { createStore, useStore } from './store.ts'

const today = createStore(isoDay())

/** In milliseconds. Timers stand still while a machine sleeps: none may be long, or a day would begin late. */
const lookEvery = 60_000

/** Keeps `useToday` true until the returned function is called: at midnight, and when the page is looked at again. */
export function watchToday(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(timer)
    today.set(isoDay())
    timer = setTimeout(look, Math.min(lookEvery, untilMidnight(new Date())))
  }
  look()
  document.addEventListener('visibilitychange', look)
  addEventListener('focus', look)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
    removeEventListener('focus', look)
  }
}

/** The local day, `YYYY-MM-DD`. What shows "Today" or compares days is rendered again when it changes. */
export const useToday = (): string => useStore(today)

/** In milliseconds, until the next local day begins. */
export function untilMidnight(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime()
}
