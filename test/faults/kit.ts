import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createConnector } from '../../source/cli/engine/connector.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';
import { type RecordingProxy, startRecordingProxy } from '../helpers/proxy/recording-proxy.js';

type Options = Omit<Parameters<typeof openDashboard>[0] & object, 'connector' | 'engine'>;

/** A folder that is removed after the test. */
export function scratch(): string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-fault-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Starts a proxy in front of an engine, and closes it after the test. */
export async function proxied(host: string): Promise<RecordingProxy> {
	const proxy = await startRecordingProxy({ target: host, listen: path.join(scratch(), 'engine.sock') });
	onTestFinished(() => proxy.close());
	return proxy;
}

/** Opens the dashboard on an engine as the command line does, and closes it after the test. */
export async function dashboardOn(host: string, options: Options = {}): Promise<Dashboard> {
	const connector = createConnector({ host, context: undefined, isReadOnly: async () => false });
	const app = await openDashboard({ ...options, connector });
	onTestFinished(() => app.close());
	return app;
}

/** The same, with a proxy between the dashboard and the engine. */
export async function behindProxy(
	host: string,
	options: Options = {},
): Promise<{ app: Dashboard; proxy: RecordingProxy }> {
	const proxy = await proxied(host);
	return { proxy, app: await dashboardOn(proxy.host, options) };
}

/** Shows one container alone: filters the list by its name. */
export async function select(app: Dashboard, name: string): Promise<void> {
	await app.press('1', '/', 'ctrl-u');
	await app.type(name);
	await app.press('enter');
}

/** Returns the id of a container in the list. */
export function idOf(app: Dashboard, name: string): string {
	const found = app.state().lists.containers.items.find(container => container.name === name);
	if (!found) {
		throw new Error(`${name} is not in the list`);
	}
	return found.id;
}

/** Returns the recorded requests that change something, as `POST /containers/x/stop`, in order. */
export const changes = (proxy: RecordingProxy): readonly string[] =>
	proxy.requests
		.filter(({ method }) => method !== 'GET' && method !== 'HEAD')
		.map(({ method, path }) => `${method} ${path}`);

/** Returns the text of all toasts that are still shown. */
export const toasts = (app: Dashboard): string =>
	app
		.state()
		.toasts.map(toast => toast.text)
		.join('\n');

/** The same without the requests that open a session or resize its terminal. */
export const changesOutsideSessions = (proxy: RecordingProxy): readonly string[] =>
	changes(proxy).filter(each => !/\/(exec|exec\/\w+\/start|attach|resize|wait)$/.test(each));
