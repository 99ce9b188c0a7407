import { Skeleton } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { Link } from 'react-router'
import classes from './Home.module.css'

/** So many rows each list shows at first. Its place is as high from the beginning, so that nothing below it moves. */
export const rowsAtFirst = 4

type Props = {
  title: string
  /** Where all of it is. */
  all: { to: string; label: string }
  className?: string | undefined
  children: ReactNode
}

/** A list of the home screen under its heading. */
export function Card({ title, all, className, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={`${classes.card} ${className ?? ''}`}>
      <header className={classes.header}>
        <h2 id={id} className={classes.heading}>
          {title}
        </h2>
        <Link to={all.to} className={classes.all}>
          {all.label}
        </Link>
      </header>
      <div className={classes.body} style={{ '--rows': rowsAtFirst } as React.CSSProperties}>
        {children}
      </div>
    </section>
  )
}

/** In place of rows that are not here yet. */
export function LoadingRows({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rowsAtFirst }, (_, at) => at).map((at) => (
        <div key={at} className={classes.row}>
          <Skeleton height={34} radius="md" />
        </div>
      ))}
    </div>
  )
}

/** In place of rows where there are none: what would be here, and what leads to some. */
export function NoRows({ children, to, action }: { children: ReactNode; to: string; action: string }) {
  return (
    <div className={classes.none}>
      <p>{children}</p>
      <Link to={to} className={classes.all}>
        {action}
      </Link>
    </div>
  )
}
