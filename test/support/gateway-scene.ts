import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import type { TestNode } from './node.js';
import { Scene } from './scene.js';

interface RawAnswer {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  text: string;
}

export interface GatewayScene {
  readonly scene: Scene;
  /** What each node has got since the test began: method and URL. */
  readonly requests: string[][];
  /** Sends the path as it is, which `fetch` would tidy up, and reads the answer. */
  send(path: string, options?: RequestOptions): Promise<RawAnswer>;
}

/** A service behind a gateway for the tests of this `describe`, which look at what comes to which node. */
export function useGateway(overrides: NodeJS.ProcessEnv = {}): GatewayScene {
  let scene: Scene;
  let requests: string[][];
  beforeAll(async () => {
    scene = await Scene.open(overrides);
    requests = scene.service.nodes.map(requestsAt);
  });
  beforeEach(() => {
    for (const list of requests) list.length = 0;
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());
  return {
    get scene() {
      return scene;
    },
    get requests() {
      return requests;
    },
    send: async (path, options = {}) => {
      const request = httpRequest(new URL(scene.service.url).origin, { path, ...options }).end();
      const [answer] = (await once(request, 'response')) as [IncomingMessage];
      const text = Buffer.concat(await answer.toArray()).toString();
      return { status: answer.statusCode, headers: answer.headers, text };
    },
  };
}

function requestsAt(node: TestNode): string[] {
  const requests: string[] = [];
  const note = ({ method, url }: IncomingMessage) => requests.push(`${method} ${url}`);
  node.app.getHttpServer().on('request', note).on('upgrade', note);
  return requests;
}
