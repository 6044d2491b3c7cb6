import React from 'react';
export const View: React.FC<Props> = ({ items, onSelect = () => {}, ...rest }) => {
  const [open, setOpen] = useState<boolean>(false);
  return (
    <Layout.Main title="Terms & Conditions" href="https://example.com/?a=1&b=2&c=3" {...rest}>
      Tom & Jerry &amp; friends; don't stop
      {/* a comment */}
      {items.map((item) => <Item key={item.id} {...item} onClick={() => onSelect(item)} />)}
      <>{open && <p dangerouslySetInnerHTML={{ __html: html }} data-x='y' in={open}>text</p>}</>
      <svg:rect width={1} />
      {...children}
      {}
    </Layout.Main>
  );
};
const generic = <T,>(x: T) => x;
const choice = a < b ? <A /> : <B></B>;
