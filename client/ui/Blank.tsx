import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../texts/texts.ts'
import classes from './Blank.module.css'

type Props = {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
}

/** In place of a list or screen that has nothing to show: what that means and what one can do. */
export function Blank({ icon, title, children, action }: Props) {
  return (
    <div className={classes.blank}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <h2 className={classes.title}>{title}</h2>
      {children && <div className={classes.text}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}

/** A list or screen that could not be loaded. */
export function Failed({ text, onRetry }: { text: string; onRetry?: () => void }) {
  const t = useTexts()
  return (
    <div role="alert">
      <Blank
        title={t('ui.notLoaded')}
        action={
          onRetry && (
            <Button variant="light" onClick={onRetry}>
              {t('ui.tryAgain')}
            </Button>
          )
        }
      >
        {text}
      </Blank>
    </div>
  )
}
