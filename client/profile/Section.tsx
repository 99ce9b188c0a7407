import { Alert } from '@mantine/core'
import { type FormEvent, type ReactNode, useId } from 'react'
import classes from './Profile.module.css'

type Props = { title: string; wrong: string | null; done: string | null; onSubmit(): void; children: ReactNode }

/** A form with its heading and how it went. */
export function Section({ title, wrong, done, onSubmit, children }: Props) {
  const id = useId()
  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit()
  }
  return (
    <section aria-labelledby={id} className={classes.section}>
      <h2 id={id} className={classes.heading}>
        {title}
      </h2>
      <form className={classes.form} onSubmit={submit} noValidate>
        {wrong && (
          <Alert color="ember" role="alert">
            {wrong}
          </Alert>
        )}
        {children}
        <div role="status">{done}</div>
      </form>
    </section>
  )
}
