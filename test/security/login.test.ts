import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { reportCrash } from '../../source/cli/crash.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../source/engine/engine.js';
import { EngineError } from '../../source/engine/errors.js';
import { scratchFolder } from '../actions/flows/driving.js';
import { openDashboard } from '../helpers/dashboard.js';
import { dump, leak, newCanary } from './canary.js';

const registry = 'r.example.com:5000';

async function atPassword(engine: Engine, env: Record<string, string>) {
	const app = await openDashboard({ engine, env });
	await app.press('L');
	await app.type(registry);
	await app.press('tab');
	await app.type('me');
	await app.press('tab');
	return app;
}

const demo = () => createDemoEngine({ latency: 0 });
const loginWith = (engine: Engine, login: Engine['system']['login']): Engine => ({
	...engine,
	system: { ...engine.system, login },
});

test.each(['typed', 'pasted'] as const)(
	'a password that is %s is never on the screen, and afterwards only in the credential store',
	async how => {
		const folder = scratchFolder();
		const canary = newCanary();
		const seen: string[] = [];
		const app = await atPassword(
			loginWith(demo(), async ({ password }) => {
				seen.push(password ?? '');
				return { status: 'Login Succeeded' };
			}),
			{ DOCKER_CONFIG: folder, PATH: '/nonexistent' },
		);
		const watchScreen = () => expect(leak(canary, app.text())).toBeUndefined();
		if (how === 'pasted') {
			await app.paste(canary);
		} else {
			for (const character of canary) {
				await app.type(character);
				watchScreen();
			}
		}
		watchScreen();
		await app.press('enter');
		await app.until(state => state.modals.length === 0);
		expect(seen).toEqual([canary]);
		await app.press('@');
		watchScreen();
		expect(app.text()).toContain('--password-stdin');
		await app.press('y', 'escape', 'T', 'escape', 'L', 'escape');
		expect(leak(canary, dump(app.state()))).toBeUndefined();
		expect(leak(canary, app.copied.join('\n'))).toBeUndefined();
		const config = path.join(folder, 'config.json');
		expect(statSync(config).mode & 0o777).toBe(0o600);
		const { auth } = JSON.parse(readFileSync(config, 'utf8')).auths[registry];
		expect(Buffer.from(auth, 'base64').toString()).toBe(`me:${canary}`);
		app.close();
	},
);

test('a registry’s refusal does not bring the password onto the screen, and the form forgets it', async () => {
	const canary = newCanary();
	const engine = loginWith(demo(), async ({ password }) => {
		throw new EngineError('unauthorized', `wrong password ${password} for me`);
	});
	const app = await atPassword(engine, { DOCKER_CONFIG: scratchFolder(), PATH: '/nonexistent' });
	await app.paste(canary);
	await app.press('enter');
	await app.untilText('wrong password');
	expect(leak(canary, app.text())).toBeUndefined();
	expect(leak(canary, dump(app.state()))).toBeUndefined();
	await app.press('escape', 'L');
	expect(leak(canary, dump(app.state()))).toBeUndefined();
	app.close();
});

test('a password that is not submitted is forgotten when the form closes', async () => {
	const canary = newCanary();
	const app = await atPassword(demo(), { DOCKER_CONFIG: scratchFolder(), PATH: '/nonexistent' });
	await app.paste(canary);
	await app.press('escape', 'L');
	expect(leak(canary, dump(app.state()))).toBeUndefined();
	app.close();
});

test('the report of a crash while a password is typed has no part of it, and only its owner can read the report', async () => {
	const canary = newCanary();
	const app = await atPassword(demo(), { DOCKER_CONFIG: scratchFolder(), PATH: '/nonexistent' });
	await app.paste(canary);
	let told = '';
	const core = /cAnary-[0-9a-f]+/.exec(canary)![0];
	const error = new Error(
		`failed: password=${core} at https://me:${core}@${registry}/ with Authorization: Bearer ${core}`,
	);
	await reportCrash(error, app.state(), '0', { write: text => (told += text) });
	const file = /is in (\S+)\.$/m.exec(told)![1]!;
	const report = readFileSync(file, 'utf8');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	writeFileSync(file, '');
	expect([leak(canary, told), leak(canary, report)]).toEqual([undefined, undefined]);
	expect(report).toContain('failed: password=');
	app.close();
});
