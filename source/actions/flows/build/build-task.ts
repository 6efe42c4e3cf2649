import type { Build } from '../../../domain/commands/build.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { type BuildSteps, emptyBuild, endBuild, foldBuild } from '../../../domain/progress/build-fold.js';
import { proxyVariables } from '../../../domain/run/request/environment.js';
import { plural } from '../../../domain/text/plural.js';
import { decimalSize } from '../../../domain/text/units.js';
import type { BuildOptions } from '../../../engine/engine.js';
import type { ActionContext, TaskHandle } from '../../action.js';
import { showTasks } from '../lists.js';
import { awaitNew } from '../new-item.js';
import { allStored } from '../registry/credentials.js';
import { engineOptions, shownArgv } from './build-options.js';

/** Builds as a task and shows the list of tasks; the build continues when the user closes the list. */
export async function runBuild(context: ActionContext, build: Build): Promise<void> {
	const title = `Build ${build.tags[0] ?? build.context}`;
	const show = awaitNew(context, 'images');
	const running = context.task({ title, command: shownArgv(context.files, build) }, async task => {
		const options: BuildOptions = {
			...engineOptions(context.files, build),
			builder: context.getState().host?.buildkit ? 'buildkit' : 'classic',
			auth: await allStored(context, task.signal),
			buildArgs: { ...(await proxyArgs(context)), ...build.buildArgs },
		};
		const { imageId } = await follow(context, options, task);
		const outcome = imageId && (await describe(context, imageId, task.signal));
		return { value: imageId, outcome, ...(imageId && { result: { image: imageId } }) };
	});
	showTasks(context);
	const outcome = await running;
	if (outcome.status !== 'done') {
		return;
	}
	if (outcome.value !== undefined) {
		show(outcome.value);
	}
	context.toast('good', `${title}: done`);
	// The engine emits no event for an image without a tag.
	if (build.tags.length === 0) {
		context.host.refresh();
	}
}

/** The proxies of docker's config file as build arguments: docker passes them to every build. Source: docker/cli cli/command/image/build.go, runBuild. */
async function proxyArgs({ surroundings, getState }: ActionContext): Promise<Record<string, string>> {
	return Object.fromEntries(proxyVariables(await surroundings.proxies(getState().endpoint.url)));
}

/** Reads a build to its end and reports its steps; a failure marks the step that failed. */
async function follow({ engine }: ActionContext, options: BuildOptions, task: TaskHandle): Promise<BuildSteps> {
	let steps = emptyBuild;
	const report = (next: BuildSteps) => {
		steps = next;
		task.report({ kind: 'build', steps });
	};
	try {
		for await (const event of engine.images.build(options, task)) {
			report(foldBuild(steps, event, task.now()));
		}
	} catch (error) {
		if (!task.signal.aborted) {
			report(endBuild(steps, true, task.now()));
		}
		throw error;
	}
	report(endBuild(steps, false, task.now()));
	return steps;
}

/** `98549966bf67 · 149MB · 7 layers`. */
async function describe({ engine }: ActionContext, id: string, signal: AbortSignal): Promise<string> {
	try {
		const { layers, manifests, raw } = await engine.images.inspect(id, { signal });
		const { Size: size } = raw as { Size?: unknown };
		// Without containerd's image store, an image has one size.
		const unit = manifests.length > 0 ? ' content' : '';
		const parts = [
			...(typeof size === 'number' ? [`${decimalSize(size)}${unit}`] : []),
			plural(layers.length, 'layer'),
		];
		return [shortId(id), ...parts].join(' · ');
	} catch {
		// The image exists, or another client has removed it already.
		return shortId(id);
	}
}
