import { ListPage } from '../list/ListPage.tsx';
import { useObjects } from '../resource.ts';
import { useWords } from '../words.ts';
import { sentRequests } from './model.ts';
import { Request } from './Request.tsx';
import { State } from './State.tsx';

export default function LanguageModelPage() {
  const { languageModel: words } = useWords();
  return (
    <ListPage
      title={words.title}
      lead={
        <>
          <p>{words.lead}</p>
          <State />
        </>
      }
      list={useObjects(sentRequests)}
      empty={{ title: words.none }}
      row={(request) => <Request request={request} />}
    />
  );
}
