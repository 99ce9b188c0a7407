import { DateInput, type DateInputProps } from '@mantine/dates'
import dayjs from 'dayjs'
import { language, useTexts } from '../texts/texts.ts'
import 'dayjs/locale/pl.js'
import customParseFormat from 'dayjs/plugin/customParseFormat.js'

dayjs.extend(customParseFormat)

/** How people write dates: as shown, as on paper here, and as in files. */
const formats = ['D MMM YYYY', 'YYYY-MM-DD', 'D.M.YYYY', 'D/M/YYYY', 'D MMMM YYYY']

type Props = Omit<DateInputProps, 'valueFormat' | 'dateParser' | 'minDate' | 'maxDate'> & {
  /** The first and last day the calendar offers, `YYYY-MM-DD`. Others can still be typed, to be told what is wrong. */
  earliest?: string | null
  latest?: string | null
}

/** A calendar date, typed or picked; its value is `YYYY-MM-DD` everywhere. */
export function DayInput({ earliest, latest, ...rest }: Props) {
  const t = useTexts()
  const outside = (day: string) => (earliest ? day < earliest : false) || (latest ? day > latest : false)
  return (
    <DateInput
      valueFormat="D MMM YYYY"
      firstDayOfWeek={1}
      weekendDays={[]}
      hideOutsideDates
      locale={language()}
      previousLabel={t('ui.earlier')}
      nextLabel={t('ui.later')}
      dateParser={(text) => {
        const parsed = dayjs(text.trim(), formats, language(), true)
        return parsed.isValid() ? parsed.format('YYYY-MM-DD') : null
      }}
      getDayProps={(day) => ({ disabled: outside(day) })}
      popoverProps={{ withinPortal: true }}
      {...rest}
    />
  )
}
