import { isLooking } from '../lib/looking.ts'
import { openTabs } from '../lib/tabs.ts'

/** In milliseconds: a tab that is looked at answers sooner. */
const answerTimeout = 250

/** Knows whether some tab of this browser is looked at: whichever is says so when it is asked. */
export function createLookedAt() {
  let answered = () => {}
  const tabs = openTabs<'who looks?' | 'I do'>('parley-looking', (message) => {
    if (message === 'I do') answered()
    else if (isLooking()) tabs.send('I do')
  })
  return {
    isSomeTab: (): Promise<boolean> =>
      new Promise((resolve) => {
        if (isLooking()) return resolve(true)
        answered = () => resolve(true)
        setTimeout(() => resolve(false), answerTimeout)
        tabs.send('who looks?')
      }),
    close: tabs.close,
  }
}
