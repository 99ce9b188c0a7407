let context: AudioContext | null = null

/** Two short notes, not loud. Silent where the browser allows no sound before a click. */
export function playTone(): void {
  context ??= new AudioContext()
  const { currentTime, destination } = context
  for (const [at, frequency] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.frequency.value = frequency
    gain.gain.setValueAtTime(0, currentTime + at)
    gain.gain.linearRampToValueAtTime(0.08, currentTime + at + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.0001, currentTime + at + 0.25)
    oscillator.connect(gain).connect(destination)
    oscillator.start(currentTime + at)
    oscillator.stop(currentTime + at + 0.3)
  }
}
