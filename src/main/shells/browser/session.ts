/**
 * Who may talk to the server: whoever opened the link that this process printed. The link holds a token that works once;
 * it is exchanged for a cookie that scripts cannot read and other sites cannot send.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface Session {
  /** Makes a new one-time token; earlier ones that were not used stay valid. */
  mintToken(): string
  /** Uses a token up. Answers whether it was valid. */
  redeem(token: string): boolean
  /** The `Set-Cookie` value that lets its bearer in. */
  cookie(port: number): string
  /** Whether the request carries the cookie. */
  admits(request: IncomingMessage, port: number): boolean
}

const secret = (): string => randomBytes(32).toString('base64url')
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares in a time that depends on neither text: equal-length digests of both are compared. */
function same(expected: Buffer, offered: string): boolean {
  return timingSafeEqual(expected, digest(offered))
}

/** Cookies of one host are shared by all its ports, so the name carries the port: two Sextants do not sign each other out. */
const cookieName = (port: number): string => `sextant-${port}`

export function createSession(): Session {
  const key = secret()
  const keyDigest = digest(key)
  let open: Buffer[] = []

  return {
    mintToken() {
      const token = secret()
      open.push(digest(token))
      return token
    },
    redeem(token) {
      // All are compared, whichever matches, so that timing tells nothing about how many there are.
      const matches = open.filter((candidate) => same(candidate, token))
      open = open.filter((candidate) => !matches.includes(candidate))
      return matches.length > 0
    },
    cookie(port) {
      return `${cookieName(port)}=${key}; Path=/; HttpOnly; SameSite=Strict`
    },
    admits(request, port) {
      const offered = cookieValues(request.headers.cookie ?? '', cookieName(port))
      return offered.some((value) => same(keyDigest, value))
    }
  }
}

function cookieValues(header: string, name: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}
