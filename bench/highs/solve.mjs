// Solves LP files with HiGHS and prints one line of JSON for each: status, objective, seconds.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import load from 'highs'

const seconds = 300
for (const file of process.argv.slice(2)) {
  const highs = await load() // one for each file: the library keeps no state between them
  const begun = process.cpuUsage()
  const made = highs.solve(readFileSync(file, 'utf8'), { mip_rel_gap: 0, time_limit: seconds, output_flag: false })
  const used = process.cpuUsage(begun)
  const answer = { status: made.Status, objective: made.ObjectiveValue, seconds: (used.user + used.system) / 1e6 }
  console.log(JSON.stringify(answer))
}
