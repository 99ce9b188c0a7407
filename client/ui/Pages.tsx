import { Button, type ButtonProps } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTexts } from '../texts/texts.ts'

/** What a page is given: where it begins, and how it ends: with the next page, or with a button that shows it. */
export type PageProps = {
  after: string | null
  next(pageInfo: { hasNextPage: boolean; endCursor?: string | null }): ReactNode
}

type Props = {
  /** Draws a page, with `next` of what it has read at its end. */
  children(page: PageProps): ReactNode
  /** On the button; "Show more" without it. */
  label?: string
  button?: ButtonProps
}

const below: ButtonProps = { my: 'md' }

/** The pages of a list, one below the other. Each goes on where the one before ends now, also when that has changed. */
export function Pages({ children, label, button = below }: Props) {
  const t = useTexts()
  const [count, setCount] = useState(1)
  const pageAt = (after: string | null, number: number): ReactNode =>
    children({
      after,
      next({ hasNextPage, endCursor }) {
        if (!hasNextPage || !endCursor) return null
        if (number < count) return pageAt(endCursor, number + 1)
        return (
          <div>
            <Button variant="default" {...button} onClick={() => setCount(count + 1)}>
              {label ?? t('ui.showMore')}
            </Button>
          </div>
        )
      },
    })
  return pageAt(null, 1)
}
