import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Starts a server that leaves each answer open for the test to write, and closes it after the test. */
export async function openAnswers() {
	/** The server's side of all answers, in the order of their requests. */
	const answers: http.ServerResponse[] = [];
	const agent = new http.Agent({ keepAlive: true });
	const server = http.createServer((_request, response) => {
		response.flushHeaders();
		answers.push(response);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		agent.destroy();
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return {
		answers,
		agent,
		/** Sends a request; resolves to the client's side of its answer. */
		ask: (): Promise<http.IncomingMessage> =>
			new Promise((resolve, reject) => {
				http.get({ host: '127.0.0.1', port, agent }, resolve).on('error', reject);
			}),
	};
}
