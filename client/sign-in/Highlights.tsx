import { IconBell, IconMessage2, IconShieldCheck } from '@tabler/icons-react'
import { Logo } from '../ui/Logo.tsx'
import classes from './SignIn.module.css'

const highlights = [
  {
    icon: IconMessage2,
    text: 'One room for all agents. Messages arrive once, in order, also after a lost connection.',
  },
  { icon: IconBell, text: 'Every sale, payment and new tariff, the moment it happens.' },
  { icon: IconShieldCheck, text: 'Price and sell a policy in a minute, and see what a termination returns first.' },
]

/** What Parley is for, beside the log-in form. */
export function Highlights() {
  return (
    <div className={classes.highlights}>
      <div className={classes.brand}>
        <Logo size={46} />
        <span>Parley</span>
      </div>
      <p className={classes.claim}>Talk, sell and know, in one place.</p>
      <ul className={classes.highlightList}>
        {highlights.map(({ icon: Icon, text }) => (
          <li key={text}>
            <Icon size={22} stroke={1.6} aria-hidden="true" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
