import { quote } from '../../domain/command.js';
import { shellArgv } from '../../domain/commands/exec.js';
import type { Container } from '../../domain/container.js';
import type { Image, ImageDetail } from '../../domain/image.js';
import type { Network } from '../../domain/network.js';
import { urlsOf } from '../../domain/published-urls.js';
import { runLineOf } from '../../domain/run/from-inspect.js';
import type { Volume } from '../../domain/volume.js';
import { containerDetail, resourceOf, targetsOf } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { ActionContext } from '../action.js';
import { copyText } from './copy-text.js';

type Copyable = { readonly label: string; readonly text: string; readonly key: string };

/** Label of the line that is asked for anew when it is copied: it needs what the image says by itself. */
const runLabel = 'docker run';

/** What can be copied of the selection; with marks, one line per item. */
function copyables(state: State): readonly Copyable[] {
	const items = targetsOf(state, state.pane);
	if (items.length === 0) return [];
	const perItem = items.map(item => of(item, state));
	return (perItem[0] ?? [])
		.map((first, index) => ({
			...first,
			text: perItem
				.map(all => all[index]?.text ?? '')
				.filter(text => text !== '')
				.join('\n'),
		}))
		.filter(copyable => copyable.text !== '');
}

function of(item: unknown, state: State): readonly Copyable[] {
	switch (state.pane) {
		case 'containers':
			return ofContainer(item as Container, state);
		case 'images': {
			const { id, tags, digests } = item as Image;
			return [
				{ key: 'n', label: 'Reference', text: tags[0] ?? '' },
				{ key: 'i', label: 'ID', text: id },
				{ key: 'd', label: 'Digest', text: digests[0] ?? '' },
				{ key: 'c', label: runLabel, text: quote(['docker', 'run', '--rm', '-it', tags[0] ?? id]) },
			];
		}
		case 'volumes': {
			const { name, mountpoint } = item as Volume;
			return [
				{ key: 'n', label: 'Name', text: name },
				{ key: 'p', label: 'Mountpoint', text: mountpoint },
				{ key: 'c', label: 'docker volume inspect', text: quote(['docker', 'volume', 'inspect', name]) },
			];
		}
		case 'networks': {
			const { id, name, subnets } = item as Network;
			return [
				{ key: 'n', label: 'Name', text: name },
				{ key: 'i', label: 'ID', text: id },
				{ key: 's', label: 'Subnet', text: subnets[0]?.subnet ?? '' },
				{ key: 'c', label: 'docker network inspect', text: quote(['docker', 'network', 'inspect', name]) },
			];
		}
	}
}

function ofContainer(container: Container, state: State): readonly Copyable[] {
	return [
		{ key: 'n', label: 'Name', text: container.name },
		{ key: 'i', label: 'ID', text: container.id },
		{ key: 'r', label: 'Image', text: container.image },
		{ key: 'a', label: 'IP address', text: Object.values(container.networks).find(ip => ip !== '') ?? '' },
		{ key: 'u', label: 'URL', text: urlsOf(container, state.endpoint)[0] ?? '' },
		{ key: 'c', label: runLabel, text: knownRunLine(container, state) },
		{ key: 'x', label: 'docker exec', text: quote(shellArgv(container.name)) },
		{ key: 'l', label: 'docker logs', text: quote(['docker', 'logs', '-f', container.name]) },
	];
}

/** The line that makes a container again when all that it needs was asked already, else what it is for. */
function knownRunLine({ id, imageId }: Container, state: State): string {
	const container = containerDetail(state, id)?.raw;
	const image = resourceOf<ImageDetail>(state, `image:${imageId}`)?.value?.raw;
	return container && image ? runLineOf(container, image) : 'the line that makes it again';
}

/** The lines that make containers again, one a line; what an image says by itself is left out of them. */
async function runLines(context: ActionContext): Promise<string> {
	const { containers, images } = context.engine;
	const lines = targetsOf<Container>(context.getState(), 'containers').map(({ id, imageId }) =>
		context.fetch(async signal => {
			// An image that is gone tells nothing: then all is said.
			const image = images.inspect(imageId, { signal }).catch(() => undefined);
			return runLineOf((await containers.inspect(id, { signal })).raw, (await image)?.raw);
		}),
	);
	return (await Promise.all(lines)).join('\n');
}

/** `y` */
export async function copyMenu(context: ActionContext): Promise<void> {
	const all = copyables(context.getState());
	const id = await context.ask.menu({
		title: 'Copy',
		items: all.map(({ label, text, key }) => ({ id: label, label, key, hint: text.replaceAll('\n', ' ') })),
	});
	const chosen = all.find(copyable => copyable.label === id);
	if (!chosen) return;
	const isRun = chosen.label === runLabel && context.getState().pane === 'containers';
	copyText(context, isRun ? await runLines(context) : chosen.text, chosen.label);
}
