import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds serious or critical on the screen, one line each: rule, element, what to do. */
export async function barriers(page: Page, about: 'everything' | 'contrast' = 'everything'): Promise<string[]> {
  // It is asked for violations alone, and reads the style sheets by itself only for a rule that is not on.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], preload: false })
  const { violations } = await (about === 'contrast' ? axe.withRules('color-contrast') : axe).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`),
  )
}

/**
 * What is wider than its place, so that a person would have to scroll sideways or could not read it: the page itself,
 * and every element that scrolls or hides what is too much. Text that is shortened with an ellipsis is meant to be.
 */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isHidden = (style: CSSStyleDeclaration) => style.clipPath !== 'none' || style.clip !== 'auto'
    const all = [...document.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element)
      const tooWide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1
      const contains = style.overflowX !== 'visible' || element === document.documentElement
      return tooWide && contains && style.textOverflow !== 'ellipsis' && !isHidden(style)
    })
    return all.map((element) => {
      const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`
      return `${name}: ${element.scrollWidth} in ${element.clientWidth}`
    })
  })
}

/** The classes that Mantine has rules for, of all its components. */
const mantineClasses = ['core', 'dates', 'notifications'].flatMap((name) => {
  const css = readFileSync(new URL(`../../node_modules/@mantine/${name}/styles.css`, import.meta.url), 'utf8')
  return [...new Set([...css.matchAll(/\.(m_[0-9a-f]+)/g)].map(([, className = '']) => className))]
})

/** Mantine's classes on the screen whose rules are not loaded: the style sheet of their component is not imported. */
export function withoutStyles(page: Page): Promise<string[]> {
  return page.evaluate((known) => {
    const loaded = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join()
    const used = new Set([...document.querySelectorAll('*')].flatMap((element) => [...element.classList]))
    return known.filter((name) => used.has(name) && !loaded.includes(name)).map((name) => `${name} has no styles`)
  }, mantineClasses)
}
