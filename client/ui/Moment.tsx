import { dayName, exactly, whenShort } from '../lib/format.ts'
import { useToday } from '../lib/today.ts'
import { useTexts } from '../texts/texts.ts'

/** "Today", "Yesterday" or the date of a moment (ISO); right also after midnight. */
export function DayName({ at }: { at: string }) {
  useToday()
  useTexts()
  return <span>{dayName(at)}</span>
}

/** When something happened (ISO), short, with the exact time for whoever points at it. */
export function When({ at, className }: { at: string; className?: string }) {
  useToday()
  useTexts()
  return (
    <time dateTime={at} title={exactly(at)} className={className}>
      {whenShort(at)}
    </time>
  )
}
