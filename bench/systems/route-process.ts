import fastify from 'fastify';

/** A bare Fastify route: what a JSON POST alone can cost. */
const app = fastify();
app.post<{ Body: { room: string; content: string } }>('/messages', async ({ body }, reply) => {
  await reply.code(201).send({ success: true, data: body });
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
