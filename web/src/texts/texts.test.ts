import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from './en.json'
import zh from './zh.json'

type tree = { [key: string]: string | tree }

function flat(node: tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text)
  }
  return found
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return sources(path)
    return /\.(vue|ts)$/.test(name) && !name.endsWith('.test.ts') ? [path] : []
  })
}

const chinese = flat(zh)
const english = flat(en)
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join()

describe('texts', () => {
  it('has every key in both languages', () => {
    expect([...english.keys()].filter((key) => !chinese.has(key))).toEqual([])
    expect([...chinese.keys()].filter((key) => !english.has(key))).toEqual([])
  })
  it('uses the same placeholders in both languages', () => {
    expect([...chinese].filter(([key, text]) => placeholders(text) !== placeholders(english.get(key) ?? '')).map(([key]) => key)).toEqual([])
  })
  it('has no empty text', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([])
  })
  it('knows every key that a screen asks for', () => {
    const wanted = sources(join(process.cwd(), 'src')).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\bt\('([\w.]+)'/g)].map((match) => `${match[1]}`))
    expect(wanted.length).toBeGreaterThan(20)
    expect([...new Set(wanted)].filter((key) => !chinese.has(key))).toEqual([])
  })
  it('has no Chinese words outside the texts', () => {
    const offenders = sources(join(process.cwd(), 'src')).filter((path) => path.endsWith('.vue') && /[\u4e00-\u9fff]/.test(readFileSync(path, 'utf8')))
    expect(offenders).toEqual([])
  })
})
