import { UnstyledButton } from '@mantine/core'
import { useTexts } from '../texts/texts.ts'
import classes from './SearchPage.module.css'

/** What a search understands besides words. `add` is what begins such a filter. */
const filters = [
  { add: 'from:', example: 'from:jimmy.solid', about: 'search.help.from' },
  { add: 'in:', example: 'in:"Motor claims"', about: 'search.help.in' },
  { add: 'after:', example: 'after:2026-03-31', about: 'search.help.after' },
  { add: 'before:', example: 'before:2026-05-01', about: 'search.help.before' },
  { add: 'has:link', example: 'has:link', about: 'search.help.link' },
  { add: 'has:file', example: 'has:file', about: 'search.help.file' },
  { add: '"', example: '"price list"', about: 'search.help.phrase' },
] as const

type Props = { opened: boolean; onAdd(filter: string): void }

/** How a search is narrowed down; each filter can be put into the field. */
export function SearchHelp({ opened, onAdd }: Props) {
  const t = useTexts()
  return (
    <details key={String(opened)} className={classes.help} open={opened}>
      <summary>{t('search.help')}</summary>
      <p className={classes.about}>{t('search.helpAbout')}</p>
      <ul className={classes.filters}>
        {filters.map(({ add, example, about }) => (
          <li key={example}>
            <UnstyledButton
              className={classes.filter}
              aria-label={t('search.addFilter', { example, about: t(about) })}
              onClick={() => onAdd(add)}
            >
              <code>{example}</code>
            </UnstyledButton>
            <span>{t(about)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
