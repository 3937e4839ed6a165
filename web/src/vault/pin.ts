/** Six digits: entered in gloves, and long enough beside the secret of the device. */
export const pinLength = 6

/** All the same, or a run up or down: the first that anybody tries. */
export function isTooEasy(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])))
  return steps.size === 1 && [0, 1, -1].includes([...steps][0]!)
}
