import { attachmentMark } from '@/outbox/queue'
import { uuid7 } from '@/outbox/uuid'

// Voice notes: Opus, at most a minute, kept beside the photos of a command.

export interface picked_voice { key: string; blob: Blob; url: string; seconds: number }
export const voiceSecondsMost = 60
export const voicesMost = 3

const types = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus']
/** How this browser records Opus; undefined when it does not, or has no microphone to give. */
export function recordingType(): string | undefined {
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices?.getUserMedia) return undefined
  return types.find((one) => MediaRecorder.isTypeSupported(one))
}

/** The type without its parameters: what the server knows it by. */
export const plainType = (type: string): string => type.split(';')[0]!.trim()

export function pickVoice(parts: Blob[], type: string, seconds: number): picked_voice {
  const blob = new Blob(parts, { type: plainType(type) })
  return { key: uuid7(), blob, url: URL.createObjectURL(blob), seconds }
}

export const voiceMarks = (voices: picked_voice[]): string[] => voices.map((one) => attachmentMark(one.key))
