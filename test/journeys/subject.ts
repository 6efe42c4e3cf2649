import { afterEach } from 'vitest';
import { Kit, type Subject } from '../engine/contract/kit.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';

export type Open = () => Promise<Subject>;

/** The dashboard on an engine with the test's own objects; each test closes and removes all of them. */
export class Journey {
	readonly kit = new Kit();
	private apps: Dashboard[] = [];
	private subject: Subject | undefined;

	constructor(private readonly open: Open) {
		afterEach(async () => {
			await this.kit.tidy();
			for (const app of this.apps.splice(0)) {
				app.close();
			}
			await this.subject?.cleanup();
			this.subject = undefined;
		});
	}

	/** Starts an idle container that stops at once; resolves to its name. */
	async idle(config: Record<string, unknown> = {}, host: Record<string, unknown> = {}): Promise<string> {
		await this.prepare();
		const name = this.kit.name();
		const body = { StopSignal: 'SIGKILL', ...config };
		const id = await this.kit.create(['sleep', '1000'], body, host, name);
		await this.kit.engine.containers.start(id, this.kit.call);
		return name;
	}

	/** Opens the test's own engine, which is closed with its dashboard. */
	async prepare(): Promise<void> {
		if (this.subject) {
			return;
		}
		this.subject = await this.open();
		this.kit.use(this.subject);
	}

	/** Opens the dashboard with a filter in the containers pane (or another) and its first row selected. */
	async at(filter: string, pane = '1', options: Parameters<typeof openDashboard>[0] = {}): Promise<Dashboard> {
		await this.prepare();
		const app = await openDashboard({ engine: this.kit.engine, ...options });
		this.apps.push(app);
		await app.until(state => state.lists.containers.status === 'ready' && state.lists.networks.status === 'ready');
		await app.press(pane, '/');
		await app.type(filter);
		await app.press('enter');
		return app;
	}
}

/** Returns a container's item in the state. */
export const rowOf = (app: Dashboard, name: string) =>
	app.state().lists.containers.items.find(item => item.name === name);

/** Resolves once a container's item matches. */
export const untilRow = (
	app: Dashboard,
	name: string,
	wanted: (row: NonNullable<ReturnType<typeof rowOf>>) => boolean,
) =>
	app.until(() => {
		const row = rowOf(app, name);
		return row !== undefined && wanted(row);
	});

/** Returns the command log, the oldest entry first: `docker stop web done`. */
export const commands = (app: Dashboard): readonly string[] =>
	app.state().commands.map(({ command, status }) => `${command.join(' ')} ${status}`);

export const toasts = (app: Dashboard): string =>
	app
		.state()
		.toasts.map(({ text }) => text)
		.join('\n');
