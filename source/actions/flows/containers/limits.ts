import { type LimitsChange, updateCommand } from '../../../domain/commands/update.js';
import type { Container } from '../../../domain/nouns/container.js';
import { whyNotUpdate } from '../../../domain/nouns/container-gates.js';
import {
	cpuForm,
	type LimitTexts,
	limitsChange,
	type PresentLimits,
	presentTexts,
} from '../../../domain/stats/limits-change.js';
import { limitErrors } from '../../../domain/stats/limits-refusal.js';
import { parseBytes } from '../../../domain/text/units.js';
import { factsOf } from '../../../state/facts.js';
import { text } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { type Action, type ActionContext, action } from '../../action.js';
import { single, singleReason } from '../../targets.js';

/** `u` in the containers pane. */
export const limitContainer: Action = action<Container>({
	id: 'container.limits',
	title: 'Change limits…',
	keys: ['u'],
	scope: 'containers',
	mutates: true,
	target: state => single(state, 'containers'),
	disabledReason: (container, state) => singleReason(state, 'containers') ?? whyNotUpdate(container),
	command: container => ['docker', 'update', 'OPTIONS', container.name],
	run: askLimits,
});

const memoryFields = {
	memory: text('Memory', { placeholder: 'no limit', help: 'such as 300m or 1.5g' }),
	memorySwap: text('Memory + swap', {
		placeholder: 'no limit',
		help: 'memory and swap together; equal to memory: no swap; -1: no limit',
	}),
};
const cpusField = { cpus: text('CPUs', { placeholder: 'no limit', help: 'cores, such as 0.2' }) };
const quotaFields = (advanced: boolean) => ({
	cpuPeriod: text('CPU period', { placeholder: '100000', help: 'microseconds', advanced }),
	cpuQuota: text('CPU quota', {
		placeholder: 'no limit',
		help: 'microseconds of CPU in each period; -1 is no limit',
		advanced,
	}),
});
const otherFields = {
	pidsLimit: text('Processes', { placeholder: 'no limit', help: '-1 is no limit' }),
	restart: text('Restart', { help: 'no, always, unless-stopped, on-failure[:count]' }),
	cpusetCpus: text('CPU set', { placeholder: 'all', help: 'such as 0-3,5', advanced: true }),
	cpuShares: text('CPU shares', { placeholder: '1024', advanced: true }),
	memoryReservation: text('Reservation', {
		placeholder: 'none',
		help: 'soft limit while the host is short of memory',
		advanced: true,
	}),
};

/** The CPU fields in the form that the container already uses. Podman's Docker API accepts only period and quota. */
function cpuFields(present: PresentLimits, podman: boolean) {
	const form = podman ? 'quota' : cpuForm(present);
	if (form === 'cpus') {
		return cpusField;
	}
	return form === 'quota' ? quotaFields(false) : { ...cpusField, ...quotaFields(true) };
}

/** Podman answers an update of it with success, and changes nothing. */
const podmanKeepsPids = 'Podman does not change it: only a new container gets another limit';

/** The texts of the fields that the form shows. */
type Values = Readonly<Record<string, string>>;

/** `docker update` as a form with the present values. The request has only the changed values. */
async function askLimits(context: ActionContext, container: Container): Promise<void> {
	const detail = await context.fetchFirst(`Reading the limits of ${container.name}`, signal =>
		context.engine.containers.inspect(container.id, { signal }),
	);
	const host = context.getState().host;
	const podman = host?.product === 'Podman';
	// Podman returns a quota as CPUs, too, which its form does not have.
	const present = podman ? { ...detail, limits: { ...detail.limits, nanoCpus: 0 } } : detail;
	const before = presentTexts(present);
	const texts = (values: Values): LimitTexts => ({ ...before, ...trimmed(values) });
	const change = (values: Values): LimitsChange => {
		const chosen = limitsChange(texts(values), present);
		// Podman sets `no` when the request has no restart policy.
		return podman ? { restart: before.restart, ...chosen } : chosen;
	};
	const { cpus = 0, cgroupDriver = '', droppedLimits = [] } = host ?? {};
	const errors = (values: Values) => ({
		...limitErrors(texts(values), present, { cpus, cgroupDriver, droppedLimits }),
		...(podman && texts(values).pidsLimit !== before.pidsLimit && { pidsLimit: podmanKeepsPids }),
	});
	const command = (values: Values) =>
		updateCommand.argv([container.name], Object.keys(errors(values)).length > 0 ? {} : change(values));
	await context.ask.form(
		{
			title: `Limits of ${container.name}`,
			fields: { ...memoryFields, ...cpuFields(present, podman), ...otherFields },
			initial: before,
			submit: 'Update',
			validate: values => ({ ...errors(values) }),
			warnings: values => memoryWarning(context, container, texts(values)),
			command,
		},
		values =>
			context.attempt({ title: `Limits of ${container.name}`, command: command(values) }, async signal => {
				const warnings = await context.engine.containers.update(container.id, change(values), { signal });
				for (const warning of warnings) {
					context.toast('warn', warning);
				}
			}),
	);
}

const trimmed = (values: Values): Values =>
	Object.fromEntries(Object.entries(values).map(([name, text]) => [name, text.trim()]));

/** Warns about a limit below the present usage: the kernel reclaims memory and may kill the container. */
function memoryWarning(context: ActionContext, container: Container, { memory }: LimitTexts): Sentences {
	const used = factsOf(context.getState()).reading(container.id)?.memory;
	const limit = parseBytes(memory);
	return used !== undefined && limit !== undefined && limit < used ? { memory: 'less than it uses now' } : {};
}
