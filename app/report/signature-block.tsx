export const SignatureBlock = () => (
  <table className="w-full border-collapse text-left">
    <thead className="text-sm text-muted">
      <tr>
        <td className="w-[18%]" />
        <th scope="col" className="pb-1 font-medium">
          Name
        </th>
        <th scope="col" className="pb-1 font-medium">
          Signature
        </th>
        <th scope="col" className="w-[18%] pb-1 font-medium">
          Date
        </th>
      </tr>
    </thead>
    <tbody>
      {["Prepared by", "Reviewed by"].map((role) => (
        <tr key={role} className="align-bottom">
          <th scope="row" className="h-14 pr-3 pb-1 font-medium">
            {role}
          </th>
          {["name", "signature", "date"].map((blank) => (
            <td key={blank} className="h-14 pr-4 last:pr-0">
              <div className="border-b border-ink" />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
