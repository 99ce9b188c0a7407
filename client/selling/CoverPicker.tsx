import { Checkbox, Input } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { money } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './CoverPicker.module.css'

const CoverPicker_cover = graphql(`
  fragment CoverPicker_cover on Cover { code name description optional sumInsured { amount currencyCode } }
`)

type Props = {
  covers: readonly FragmentType<typeof CoverPicker_cover>[]
  selected: Record<string, boolean>
  error: ReactNode
  onChange(code: string, on: boolean): void
}

/** The covers of an offer. Those that every offer has are shown and cannot be left out. */
export function CoverPicker({ covers, selected, error, onChange }: Props) {
  const t = useTexts()
  return (
    <fieldset className={classes.covers}>
      <legend className={classes.label}>{t('selling.covers')}</legend>
      <ul className={classes.list}>
        {readFragment(CoverPicker_cover, covers).map(({ code, name, description, optional, sumInsured }) => (
          <li key={code} className={classes.cover}>
            {optional ? (
              <Checkbox
                label={name}
                description={description || t('selling.optional')}
                checked={selected[code] !== false}
                onChange={(event) => onChange(code, event.currentTarget.checked)}
              />
            ) : (
              <div className={classes.fixed}>
                <IconCheck size={18} stroke={2.6} aria-hidden="true" />
                <div>
                  {name}
                  <span className={classes.always}>{description || t('selling.alwaysIncluded')}</span>
                </div>
              </div>
            )}
            <span className={classes.sum}>{sumInsured ? t('selling.upTo', { sum: money(sumInsured) }) : ''}</span>
          </li>
        ))}
      </ul>
      {error && <Input.Error role="alert">{error}</Input.Error>}
    </fieldset>
  )
}
