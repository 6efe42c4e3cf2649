import type { ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Dashboard } from '../../helpers/dashboard.js';
import { answer, type RecordingProxy } from '../../helpers/proxy/recording-proxy.js';
import { dashboardOn, proxied } from '../kit.js';

/** Sends `perSecond` made-up events of every kind each second. */
export function flood(out: ServerResponse, perSecond: number): void {
	const kinds = [
		['container', 'start'],
		['container', 'die'],
		['image', 'tag'],
		['volume', 'create'],
		['network', 'create'],
	];
	let sent = 0;
	const timer = setInterval(() => {
		for (let count = 0; count < perSecond / 50; count++, sent++) {
			const [Type, Action] = kinds[sent % kinds.length]!;
			const Actor = { ID: `made-up-${sent}`, Attributes: {} };
			out.write(`${JSON.stringify({ Type, Action, Actor, time: 1, timeNano: 1e9 })}\n`);
		}
	}, 20);
	out.once('close', () => clearInterval(timer));
	onTestFinished(() => clearInterval(timer));
}

/** Opens the dashboard behind a proxy that leaves the first stream of events to the test. */
export async function withOwnEvents(
	host: string,
): Promise<{ app: Dashboard; proxy: RecordingProxy; events: ServerResponse }> {
	const proxy = await proxied(host);
	let events: ServerResponse | undefined;
	const take = answer((_, out) => {
		events = out;
		out.writeHead(200).flushHeaders();
	});
	proxy.fault('GET /events', take, { times: 1 });
	const app = await dashboardOn(proxy.host);
	return { app, proxy, events: events! };
}
