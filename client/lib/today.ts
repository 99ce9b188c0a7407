import { isoDay } from './format.ts'
import { createStore, useStore } from './store.ts'

const today = createStore(isoDay())
const utcToday = createStore(utcDay(new Date()))

/** In milliseconds. Timers stand still while a machine sleeps: none may be long, or a day would begin late. */
const lookEvery = 60_000

/** Keeps `useToday` and `useUtcToday` true until the returned function is called: at midnight, and when the page is looked at again. */
export function watchToday(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(timer)
    const now = new Date()
    today.set(isoDay(0, now))
    utcToday.set(utcDay(now))
    timer = setTimeout(look, Math.min(lookEvery, untilMidnight(now), untilUtcMidnight(now)))
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

/** The day in UTC, `YYYY-MM-DD`, by which sales are counted. */
export const useUtcToday = (): string => useStore(utcToday)

export function utcDay(now: Date): string {
  return now.toISOString().slice(0, 10)
}

/** In milliseconds, until the next local day begins. */
export function untilMidnight(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime()
}

const dayLength = 86_400_000

/** In milliseconds, until the next day in UTC begins. */
export function untilUtcMidnight(now: Date): number {
  return dayLength - (now.getTime() % dayLength)
}
