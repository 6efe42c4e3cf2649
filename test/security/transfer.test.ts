import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../source/engine/engine.js';
import { openAt, scratchFolder } from '../actions/flows/driving.js';
import { dump, leak, newCanary } from './canary.js';

const canary = newCanary();
const given: unknown[] = [];
afterEach(() => void given.splice(0));

/** Returns a demo engine that records its credentials, and whose registry repeats them in its refusal. */
function repeating(): Engine {
	const demo = createDemoEngine({ latency: 0 });
	return {
		...demo,
		images: {
			...demo.images,
			push: (reference, options, call) => {
				given.push(options.auth?.password);
				return demo.images.push(reference, options, call);
			},
			build: (options, call) => {
				given.push(...options.auth.map(auth => auth.password));
				return demo.images.build(options, call);
			},
		},
	};
}

function stored(): Record<string, string> {
	const folder = scratchFolder();
	const auth = Buffer.from(`me:${canary}`).toString('base64');
	const auths = { 'https://index.docker.io/v1/': { auth }, 'registry.example.com': { auth } };
	writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ auths }));
	return { DOCKER_CONFIG: folder, PATH: '/nonexistent' };
}

test('stored credentials for a push reach the engine, but not the screen or any record', async () => {
	const app = await openAt('images', 'helloworld', { engine: repeating(), env: stored() });
	await app.press('P', 'enter');
	await app.until(state => state.tasks.length > 0 && state.tasks.every(task => task.status !== 'running'));
	expect(given).toContain(canary);
	expect([leak(canary, app.text()), leak(canary, dump(app.state()))]).toEqual([undefined, undefined]);
});

test('stored credentials of all registries for a build reach the engine, but not the screen or any record', async () => {
	const folder = path.join(scratchFolder(), 'app');
	mkdirSync(folder);
	writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
	const app = await openAt('images', 'helloworld', { engine: repeating(), env: stored(), cwd: folder });
	await app.press('b', 'enter');
	await app.until(state => state.tasks.length > 0 && state.tasks.every(task => task.status !== 'running'));
	expect(given).toEqual([canary, canary]);
	expect([leak(canary, app.text()), leak(canary, dump(app.state()))]).toEqual([undefined, undefined]);
});
