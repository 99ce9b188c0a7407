import { scoped } from '../lib/base.ts'
import type { PriceValues } from './price-form.ts'

const key = (of: string) => `${scoped('parley.price')}.${of}`

/**
 * What was entered for a product, by its code, or what an offer was calculated from, by its number. Kept in this tab, so
 * that going back to change something and loading the page again lose nothing.
 */
export function loadAnswers(of: string): Partial<PriceValues> | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(of)) ?? 'null')
  } catch {
    return null
  }
}

export function saveAnswers(of: string, values: PriceValues): void {
  try {
    sessionStorage.setItem(key(of), JSON.stringify(values))
  } catch {}
}

export const removeAnswers = (of: string): void => sessionStorage.removeItem(key(of))
