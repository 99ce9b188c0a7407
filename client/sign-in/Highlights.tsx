import { IconBell, IconMessage2, IconShieldCheck } from '@tabler/icons-react'
import { useTexts } from '../texts/texts.ts'
import { Logo } from '../ui/Logo.tsx'
import classes from './SignIn.module.css'

const highlights = [
  { icon: IconMessage2, text: 'signIn.highlightChat' },
  { icon: IconBell, text: 'signIn.highlightNews' },
  { icon: IconShieldCheck, text: 'signIn.highlightSelling' },
] as const

/** What Parley is for, beside the log-in form. */
export function Highlights() {
  const t = useTexts()
  return (
    <div className={classes.highlights}>
      <div className={classes.brand}>
        <Logo size={46} />
        <span>Parley</span>
      </div>
      <p className={classes.claim}>{t('signIn.claim')}</p>
      <ul className={classes.highlightList}>
        {highlights.map(({ icon: Icon, text }) => (
          <li key={text}>
            <Icon size={22} stroke={1.6} aria-hidden="true" />
            <span>{t(text)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
