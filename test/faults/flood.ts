import type { ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

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
