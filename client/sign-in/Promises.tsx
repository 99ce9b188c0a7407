import { IconBell, IconMessage2, IconShieldCheck } from '@tabler/icons-react'
import { Logo } from '../shell/Logo.tsx'
import classes from './SignIn.module.css'

const promises = [
  {
    icon: IconMessage2,
    text: 'One room for all agents. Messages arrive once, in order, also after a lost connection.',
  },
  { icon: IconBell, text: 'Every sale, payment and new tariff, the moment it happens.' },
  { icon: IconShieldCheck, text: 'Price and sell a policy in a minute, and see what a termination returns first.' },
]

/** What Parley is for, beside the door; for people who have not been inside yet. */
export function Promises() {
  return (
    <div className={classes.promises}>
      <div className={classes.brand}>
        <Logo size={46} />
        <span>Parley</span>
      </div>
      <p className={classes.claim}>Talk, sell and know, in one place.</p>
      <ul className={classes.promiseList}>
        {promises.map(({ icon: Icon, text }) => (
          <li key={text}>
            <Icon size={22} stroke={1.6} aria-hidden="true" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
