import type { ChatClientOptions } from '../options.js';
import { Value } from '../readable.js';

/** Who the token says one is. The service decides; this is for showing. */
export interface Me {
  userId: string;
  galleryId: string;
  role: 'dealer' | 'support' | 'admin' | 'service';
}

/** Milliseconds before its end at which a token is not used for anything new. */
const MARGIN = 30_000;

interface Claims {
  sub?: string;
  userId?: string;
  galleryId?: string;
  galleryIds?: string[];
  role?: Me['role'];
  iat?: number;
  exp?: number;
}

/** The token in use, and the next one when it ends. All are of one person: another's is not used for anything. */
export class Tokens {
  /** Undefined until the first token is there, or where it says nothing. */
  readonly me = new Value<Me | undefined>(undefined);
  private readonly replaced: () => void;
  private readonly options: ChatClientOptions;
  private token: string | undefined;
  private receivedAt = 0;
  private asking: Promise<string> | undefined;

  /** @param replaced told that somebody else has signed in */
  constructor(options: ChatClientOptions, replaced: () => void) {
    this.options = options;
    this.replaced = replaced;
  }

  /** One that lasts for a while yet. @throws what `getToken` throws */
  async current(): Promise<string> {
    if (this.token !== undefined && this.endsAt - Date.now() > MARGIN) return this.token;
    return this.renew();
  }

  /** A new one. Who asks while one is being fetched gets that one. */
  renew(): Promise<string> {
    this.asking ??= Promise.resolve(this.options.getToken())
      .then((token) => {
        this.assertMine(token);
        this.receivedAt = Date.now();
        return (this.token = token);
      })
      .finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** The service has refused it. */
  forget(): void {
    this.token = undefined;
  }

  /**
   * Milliseconds since 1970; when it cannot be read from the token, never. Where the clock of this machine cannot be right,
   * the token's whole life, from when it was received.
   */
  get endsAt(): number {
    const { exp, iat } = claimsOf(this.token);
    if (exp === undefined) return Infinity;
    const isOver = exp * 1000 <= this.receivedAt;
    return isOver && iat !== undefined ? this.receivedAt + (exp - iat) * 1000 : exp * 1000;
  }

  private assertMine(token: string): void {
    const [me, now] = [this.me.get(), this.readMe(token)];
    if (me === undefined) this.me.set(now);
    else if (me.userId !== now?.userId || me.galleryId !== now.galleryId) {
      this.token = undefined;
      this.replaced();
      throw new Error('The token is of somebody else');
    }
  }

  private readMe(token: string): Me | undefined {
    const claims = claimsOf(token);
    const userId = claims.sub ?? claims.userId;
    const galleryId = this.options.galleryId ?? claims.galleryId ?? claims.galleryIds?.[0];
    if (userId === undefined || galleryId === undefined) return undefined;
    return { userId, galleryId, role: claims.role ?? 'dealer' };
  }
}

function claimsOf(token: string | undefined): Claims {
  const body = token?.split('.')[1];
  if (body === undefined) return {};
  try {
    const bytes = Uint8Array.from(atob(body.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  } catch {
    return {};
  }
}
