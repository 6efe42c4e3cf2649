import { expect, onTestFinished } from 'vitest';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../../../source/engine/engine.js';
import { type Dashboard, openDashboard } from '../../../helpers/dashboard.js';

type Options = Parameters<typeof openDashboard>[0] & { compose?: Partial<Engine['compose']> };

export type ProjectApp = {
	dashboard: Dashboard;
	engine: Engine;
	/** The containers with a name: one or none. */
	containers(name: string): ReturnType<Engine['containers']['list']>;
	/** Selects the container with a name. */
	select(name: string): Promise<void>;
};

/** The dashboard on the demo, with the container `api` of the project `shop` selected. */
export async function openProject(options: Options = {}): Promise<ProjectApp> {
	const demo = createDemoEngine({ latency: 0 });
	const engine = { ...demo, compose: { ...demo.compose, ...options.compose } };
	const dashboard = await openDashboard({ engine, ...options });
	onTestFinished(() => {
		dashboard.close();
		engine.close();
	});
	const select = async (name: string) => {
		await dashboard.press('g');
		const { items } = dashboard.state().lists.containers;
		const isSelected = () => {
			const { selected } = dashboard.state().panes.containers;
			return items.find(({ id }) => id === selected)?.name === name;
		};
		for (let step = 0; step < items.length && !isSelected(); step++) {
			await dashboard.press('j');
		}
		expect(isSelected()).toBe(true);
	};
	await dashboard.untilText('api');
	await select('api');
	return {
		dashboard,
		engine,
		select,
		containers: async name =>
			(await engine.containers.list({ signal: new AbortController().signal })).filter(each => each.name === name),
	};
}
