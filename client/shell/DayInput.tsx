import { DateInput, type DateInputProps } from '@mantine/dates'
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat.js'

dayjs.extend(customParseFormat)

/** How people write dates: as shown, as on paper here, and as in files. */
const formats = ['D MMM YYYY', 'YYYY-MM-DD', 'D.M.YYYY', 'D/M/YYYY', 'D MMMM YYYY']

/** A calendar date, typed or picked; its value is `YYYY-MM-DD` everywhere. */
export function DayInput(props: Omit<DateInputProps, 'valueFormat' | 'dateParser'>) {
  return (
    <DateInput
      valueFormat="D MMM YYYY"
      firstDayOfWeek={1}
      hideOutsideDates
      previousLabel="Earlier"
      nextLabel="Later"
      dateParser={(text) => {
        const parsed = dayjs(text.trim(), formats, true)
        return parsed.isValid() ? parsed.format('YYYY-MM-DD') : null
      }}
      popoverProps={{ withinPortal: true }}
      {...props}
    />
  )
}
