import type { Filter } from '../model/filter.ts';
import type { Log } from '../model/log.ts';

/** The APIs that Mockplane brings along, and requests of none. */
const builtIn: readonly (readonly [string, string])[] = [
  ['turso', 'Turso'],
  ['lambda', 'Lambda'],
  ['hrana', 'SQL'],
  ['none', 'No API'],
];

const statuses: readonly [Filter['status'], string][] = [
  ['', 'Any status'],
  ['2', '2xx'],
  ['3', '3xx'],
  ['4', '4xx'],
  ['5', '5xx'],
  ['0', 'Dropped'],
  ['error', 'All errors'],
];

/** The filter of the list. */
export function Toolbar({ log: { filter, operations, apis } }: { log: Log }) {
  const set = (part: Partial<Filter>): void => {
    filter.value = { ...filter.value, ...part };
  };
  // The chosen operation stays in the list after its requests are gone.
  const chosen = filter.value.operation;
  const names = chosen === '' || operations.value.includes(chosen) ? operations.value : [chosen, ...operations.value];
  const own = [...new Set([...apis.value, filter.value.api])].filter(
    (name) => name !== '' && !builtIn.some(([known]) => known === name),
  );

  return (
    <div class="toolbar" role="group" aria-label="Filter">
      <input
        type="search"
        placeholder="Filter by path, operation, refusal…"
        aria-label="Filter by text"
        value={filter.value.text}
        onInput={({ currentTarget }) => set({ text: currentTarget.value })}
      />
      <label class="within">
        <input
          type="checkbox"
          checked={filter.value.within !== ''}
          onChange={({ currentTarget }) => set({ within: currentTarget.checked ? 'bodies' : '' })}
        />
        in bodies
      </label>
      <Choice
        label="API"
        value={filter.value.api}
        options={[['', 'Any API'], ...builtIn, ...own.map((name) => [name, name] as const)]}
        onChange={(api) => set({ api })}
      />
      <Choice label="Status" value={filter.value.status} options={statuses} onChange={(status) => set({ status })} />
      <Choice
        label="Operation"
        value={chosen}
        options={[['', 'Any operation'], ...names.map((name) => [name, name] as const)]}
        onChange={(operation) => set({ operation })}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <select
      aria-label={label}
      value={value}
      data-active={value !== ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}
    >
      {options.map(([name, text]) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </select>
  );
}
